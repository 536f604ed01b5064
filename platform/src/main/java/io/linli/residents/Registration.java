package io.linli.residents;

/** Whether somebody is registered (户籍) where they live; 人户分离 when not. */
public enum Registration {
    HERE,
    ELSEWHERE,
    UNKNOWN
}
