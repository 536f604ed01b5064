package io.linli.spreadsheet;

import java.util.UUID;

/**
 * On whose behalf rows are taken in.
 *
 * @param who the name of the principal that brought the file
 * @param mandate what {@link ImportList#mandate} said when it was brought
 */
public record ImportContext(UUID job, String who, String mandate) {}
