package io.linli.identity;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a caller sees of matters: those of the areas of their posts and of the units they act for, those assigned to them
 * and their own.
 *
 * @param areas codes, none of which lies in another
 * @param grants the restricted kinds that a post may see: KIND@area, or KIND/unit
 * @param hidden the areas around the caller's posts in service; what is hidden from one of them is hidden from the caller
 */
record Scope(
        AccountId account,
        SortedSet<String> areas,
        SortedSet<String> units,
        SortedSet<String> grants,
        SortedSet<String> hidden) {

    private static final String RESTRICTED = "restricted:";

    /** Only what is the account's own. */
    static Scope none(AccountId account) {
        return new Scope(account, new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    /** Whether all of it is seen, and each restricted kind in all of it or nowhere in it. */
    boolean isAlikeIn(String area) {
        return areas.stream().anyMatch(area::startsWith)
                && grants.stream().allMatch(grant -> {
                    var place = grant.substring(grant.indexOf('@') + 1);
                    return grant.indexOf('@') >= 0 && (area.startsWith(place) || !place.startsWith(area));
                });
    }

    /** The kind that the permission opens, when it is one that does. */
    static boolean opensKind(String permission) {
        return permission.startsWith(RESTRICTED);
    }

    static String kind(String permission) {
        return permission.substring(RESTRICTED.length());
    }

    /** As a PostgreSQL array; the parts are codes, which need no quoting. */
    static String array(Set<String> codes) {
        return "{" + String.join(",", codes) + "}";
    }
}
