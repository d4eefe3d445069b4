#!/bin/sh
# What is due every minute and every ten. A run that fails is told in the log, and the next one comes all the same; a file
# in /tmp with the name of the command says when it last succeeded.
every() { # MINUTES COMMAND
    while true; do
        python manage.py "$2" && touch "/tmp/$2"
        sleep $(($1 * 60 - $(date +%s) % ($1 * 60)))
    done
}

every 10 tidy &
every 1 publish_scheduled
