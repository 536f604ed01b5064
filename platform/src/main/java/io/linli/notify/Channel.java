package io.linli.notify;

/** A way to reach somebody who does not look into their inbox. */
public enum Channel {
    EMAIL,
    SMS,
    WECHAT
}
