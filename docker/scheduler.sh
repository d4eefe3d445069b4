#!/bin/sh
# What is due every minute, every ten, and every night. A run that fails is told in the log, and the next one comes all the
# same; a file in /tmp with the name of the command says when it last succeeded.
every() { # MINUTES COMMAND
    while true; do
        python manage.py "$2" && touch "/tmp/$2"
        sleep $(($1 * 60 - $(date +%s) % ($1 * 60)))
    done
}

{ sleep 3600; every 1440 verify_search; } & # not while a new installation fills the search
every 10 tidy &
every 1 publish_scheduled
