package io.linli.identity;

import java.util.Set;

/** Each module tells in one bean what can be permitted in it. */
public interface PermissionCatalogue {

    Set<Permission> permissions();
}
