package io.linli.notify;

/** A notice with its number, which rises by one within its account. */
record NumberedNotice(long number, NoticeView view) {}
