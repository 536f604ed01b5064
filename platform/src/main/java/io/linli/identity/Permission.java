package io.linli.identity;

import java.util.Set;

/** Something that may be done, such as {@code incident:dispatch}, and the roles that may do it unless it is changed. */
public record Permission(String name, Set<Role> roles) {}
