package io.linli.operation;

/** How full the disk of the data folder is. */
interface DiskSpace {

    /** From 0 to 100. */
    int percentFull();

    long megabytesFree();
}
