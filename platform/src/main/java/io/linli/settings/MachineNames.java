package io.linli.settings;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By which names and addresses this machine is reached. */
final class MachineNames {

    private static final Logger log = LoggerFactory.getLogger(MachineNames.class);

    private MachineNames() {}

    /** Its own, and those it is told of (behind a router or with a name in the local net). */
    static Set<String> all(String told) {
        var names = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1"));
        Arrays.stream(told.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        names.addAll(addresses());
        try {
            var host = InetAddress.getLocalHost().getHostName();
            if (host.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*")) {
                names.add(host);
                if (!host.contains(".")) {
                    names.add(host + ".local"); // as mDNS has it, which phones understand
                }
            }
        } catch (UnknownHostException e) {
            log.debug("This machine does not know its name", e);
        }
        return names;
    }

    /** The addresses under which others reach it. */
    static Set<String> addresses() {
        var addresses = new TreeSet<String>();
        try {
            for (var card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (!card.isUp() || card.isLoopback()) {
                    continue;
                }
                for (var address : Collections.list(card.getInetAddresses())) {
                    if (!address.isLinkLocalAddress() && !address.isLoopbackAddress()) {
                        var text = address.getHostAddress();
                        addresses.add(address instanceof Inet6Address ? text.replaceFirst("%.*", "") : text);
                    }
                }
            }
        } catch (SocketException e) {
            log.warn("The addresses of this machine cannot be listed", e);
        }
        return addresses;
    }
}
