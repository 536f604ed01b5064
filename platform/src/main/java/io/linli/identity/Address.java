package io.linli.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from, as far as one caller can be told from another: an IPv6 household by its network. What a
 * proxy says of it is believed only where {@code server.forward-headers-strategy} says so.
 */
public final class Address {

    private static final int NETWORK = 8; // bytes of an IPv6 address that a provider hands to one household

    private Address() {}

    public static String of(HttpServletRequest request) {
        return network(request.getRemoteAddr());
    }

    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // a literal, which is not looked up anywhere
            var parts = InetAddress.getByName(address).getAddress();
            return parts.length == 4 ? address : Arrays.toString(Arrays.copyOf(parts, NETWORK));
        } catch (UnknownHostException e) {
            return address; // not one of the network's own making, but all the same always itself
        }
    }
}
