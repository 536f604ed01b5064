package io.linli.identity;

/** Whose account it is. */
enum AccountKind {
    PERSON,
    MACHINE,
    GUEST
}
