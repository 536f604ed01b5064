package io.linli.notify;

import io.linli.privacy.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an address of a channel looks like, and how it is shown. */
final class AddressForm {

    private static final Pattern MAIL = Pattern.compile(
            "[A-Za-z0-9._%+-]{1,64}@(?=.{4,190}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}"
                    + "[A-Za-z]{2,24}");
    private static final Pattern OPEN_ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private AddressForm() {}

    /** As it is kept; empty when it is none. */
    static Optional<String> read(Channel channel, String typed) {
        var text = typed.strip();
        return switch (channel) {
            case EMAIL -> Optional.of(text).filter(mail -> MAIL.matcher(mail).matches());
            case SMS ->
                Optional.of(text)
                        .filter(PhoneNumber::isValid)
                        .map(PhoneNumber::of)
                        .map(PhoneNumber::number)
                        .filter(number -> number.startsWith("1")); // no messages to a fixed line
            case WECHAT -> Optional.of(text).filter(id -> OPEN_ID.matcher(id).matches());
        };
    }

    static String masked(Channel channel, String address) {
        return switch (channel) {
            case EMAIL -> address.charAt(0) + "***" + address.substring(address.indexOf('@'));
            case SMS -> new PhoneNumber(address).masked();
            case WECHAT -> "****" + address.substring(address.length() - 4);
        };
    }
}
