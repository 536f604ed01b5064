package io.linli.settings;

import java.util.Map;

/** Says what the database is told about the caller when a transaction begins, so that its row security knows them. */
public interface RowScope {

    /** Settings by name, such as {@code linli.account}; none when nobody calls, and then no scoped row is visible. */
    Map<String, String> ofCaller();
}
