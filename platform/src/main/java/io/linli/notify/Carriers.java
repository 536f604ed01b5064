package io.linli.notify;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who carries what. */
@Component
class Carriers {

    private final Map<Channel, Carrier> all = new EnumMap<>(Channel.class);

    Carriers(List<Carrier> carriers) {
        carriers.forEach(carrier -> {
            if (all.put(carrier.channel(), carrier) != null) {
                throw new IllegalStateException("Two carry " + carrier.channel());
            }
        });
    }

    boolean ready(Channel channel) {
        var carrier = all.get(channel);
        return carrier != null && carrier.ready();
    }

    Set<Channel> ready() {
        return all.keySet().stream()
                .filter(this::ready)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
    }

    Carrier of(Channel channel) {
        return Objects.requireNonNull(all.get(channel));
    }
}
