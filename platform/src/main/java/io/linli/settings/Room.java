package io.linli.settings;

/** Whether the disk has room for what is sent beside reports: photos, tables, whatever can wait. Reports never ask. */
public interface Room {

    boolean isLeft();
}
