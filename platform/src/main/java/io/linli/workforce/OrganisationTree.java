package io.linli.workforce;

import io.linli.territory.AreaCode;
import java.util.List;

/**
 * All open organisations of an area, column by column so that thousands travel in little: the nth of each list belongs to
 * the nth organisation. Each stands after the one above it.
 *
 * @param kinds the kinds that occur, by which {@code kind} counts
 * @param kindNames the names of these kinds
 * @param parent which organisation it stands under, counted from 0; -1 for none in this area
 * @param demo whether any of them is made up for the demonstration
 */
public record OrganisationTree(
        AreaCode area,
        List<String> kinds,
        List<String> kindNames,
        List<String> ids,
        List<String> names,
        List<Integer> kind,
        List<String> areas,
        List<Integer> parent,
        boolean demo) {}
