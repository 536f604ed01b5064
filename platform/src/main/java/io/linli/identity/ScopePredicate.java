package io.linli.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who sees a row, written in SQL. Codes stand in the text rather than as parameters, so that the plan fits the size of the
 * caller's area; all operators are leakproof, so that indexes serve them under row security.
 *
 * @param of the alias of the table with a point, or nothing
 */
record ScopePredicate(Scope scope, String of) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_:-]+");

    /** Has two question marks, both for the caller's account. */
    String visible() {
        var byPost = byPost();
        return of + "owner = ? or " + notHidden() + "(" + of + "assignee = ?"
                + (byPost.isEmpty() ? "" : " or " + byPost) + ")";
    }

    /** What is the caller's own and not seen by a post as well. One question mark, for the caller's account. */
    String ownedOnly() {
        return of + "owner = ?" + notByPost();
    }

    /** What is assigned to the caller and seen for no other reason. Two question marks, both for the caller's account. */
    String assignedOnly() {
        return notHidden() + of + "assignee = ? and " + of + "owner is distinct from ?" + notByPost();
    }

    private String notByPost() {
        var byPost = byPost();
        return byPost.isEmpty() ? "" : " and (" + notHidden() + "(" + byPost + ")) is not true";
    }

    private String byPost() {
        var seen = new ArrayList<String>();
        var open = new ArrayList<String>();
        scope.areas().forEach(area -> open.add("(" + range(area) + ")"));
        if (!scope.units().isEmpty()) {
            open.add(of + "unit in (" + quoted(scope.units()) + ")");
        }
        if (!open.isEmpty()) {
            seen.add("(" + of + "restricted is null and (" + String.join(" or ", open) + "))");
        }
        scope.grants().forEach(grant -> seen.add("(" + granted(grant) + ")"));
        return String.join(" or ", seen);
    }

    private String notHidden() {
        return scope.hidden().isEmpty()
                ? ""
                : "(" + of + "hidden_from is null or " + of + "hidden_from not in (" + quoted(scope.hidden())
                        + ")) and ";
    }

    private String granted(String grant) {
        var place = place(grant);
        return of + "restricted = " + quoted(kind(grant)) + " and "
                + (isOfArea(grant) ? range(place) : of + "unit = " + quoted(place));
    }

    /**
     * Of sums that are kept for each area and all below it, those that make up what the caller's posts see within one
     * area: none of the rows counts what another counts too.
     */
    String sums(String within) {
        Map<String, Set<String>> areas = new TreeMap<>(); // by restricted kind; the empty one is none
        Map<String, Set<String>> units = new TreeMap<>();
        areas.put("", scope.areas());
        units.put("", scope.units());
        for (var grant : scope.grants()) {
            (isOfArea(grant) ? areas : units)
                    .computeIfAbsent(kind(grant), kind -> new TreeSet<>())
                    .add(place(grant));
        }
        var rows = new ArrayList<String>();
        for (var kind : union(areas.keySet(), units.keySet())) {
            var restricted = of + (kind.isEmpty() ? "restricted is null" : "restricted = " + quoted(kind));
            var seen = outermost(areas.getOrDefault(kind, Set.of()), within);
            var served = units.getOrDefault(kind, Set.of());
            var ofUnit = served.isEmpty() ? "" : of + "unit in (" + quoted(served) + ")";
            if (!seen.isEmpty()) {
                // what a unit of the caller's has stands in the line below
                rows.add(restricted + " and " + of + "area in (" + quoted(seen) + ")"
                        + (ofUnit.isEmpty() ? "" : " and (" + ofUnit + ") is not true"));
            }
            if (!ofUnit.isEmpty()) {
                rows.add(restricted + " and " + of + "area = " + quoted(within) + " and " + ofUnit);
            }
        }
        return rows.isEmpty() ? "false" : notHidden() + "((" + String.join(") or (", rows) + "))";
    }

    /** Of the areas that lie within, or are around, the parts within; none lies in another. */
    private static Set<String> outermost(Collection<String> areas, String within) {
        var outer = new TreeSet<String>();
        for (var area : new TreeSet<>(areas)) { // in order, so an area comes before those in it
            var part = within.startsWith(area) ? within : area.startsWith(within) ? area : null;
            if (part != null && (outer.isEmpty() || !part.startsWith(outer.last()))) {
                outer.add(part);
            }
        }
        return outer;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static boolean isOfArea(String grant) {
        return grant.indexOf('@') >= 0;
    }

    private static int mark(String grant) {
        return Math.max(grant.indexOf('@'), grant.indexOf('/'));
    }

    private static String kind(String grant) {
        return grant.substring(0, mark(grant));
    }

    private static String place(String grant) {
        return grant.substring(mark(grant) + 1);
    }

    private String range(String area) {
        return of + "area >= " + quoted(area) + " and " + of + "area < " + quoted(area + ":");
    }

    private static String quoted(Collection<String> codes) {
        return codes.stream().map(ScopePredicate::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("Not a code: " + code);
        }
        return "'" + code + "'";
    }
}
