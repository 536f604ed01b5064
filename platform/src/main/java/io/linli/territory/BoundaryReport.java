package io.linli.territory;

import java.util.List;

/**
 * What an import of boundaries did, or in a dry run would do. When anything is wrong nothing is done.
 *
 * @param ended schematic boundaries that the real ones put out of force
 * @param missing areas beside the imported ones that have no boundary yet, so that gaps could not be looked for
 */
public record BoundaryReport(int features, int added, int changed, int unchanged, int ended, List<AreaCode> missing) {}
