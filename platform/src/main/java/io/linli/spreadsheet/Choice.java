package io.linli.spreadsheet;

import java.util.Locale;

/** One entry of a dictionary, as people read it and as it is kept. */
public record Choice(String code, String chinese, String english) {

    String in(Locale language) {
        return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
    }
}
