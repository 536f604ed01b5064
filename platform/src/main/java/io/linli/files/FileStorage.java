package io.linli.files;

/** Where contents lie: the local disk, or later an object store. Names are ours; contents come sealed. */
interface FileStorage {

    /** Lasting once this returns, or not there at all. */
    void put(String name, byte[] content);

    byte[] get(String name);

    /** Nothing happens when it is not there. */
    void delete(String name);

    /** How full it is, from 0 to 100. */
    int percentFull();
}
