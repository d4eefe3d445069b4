# The official image with the official plugin that folds the letters of all alphabets.
FROM elasticsearch:9.0.4
RUN bin/elasticsearch-plugin install --batch analysis-icu
