#!/bin/sh
# What is due every ten minutes. A run that fails is told in the log, and the next one comes all the same; the file says
# when both commands last succeeded.
while true; do
    python manage.py publish_scheduled
    published=$?
    python manage.py tidy && [ "$published" -eq 0 ] && touch /tmp/succeeded
    sleep 600
done
