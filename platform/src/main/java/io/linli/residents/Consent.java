package io.linli.residents;

import java.time.LocalDate;

/**
 * A guardian's word for a child under fourteen (个人信息保护法 art. 31: data of such children need it).
 *
 * @param by who gave it
 * @param relation what they are to the child, in words
 */
public record Consent(String by, String relation, LocalDate on) {

    static final int AGE = 14;
}
