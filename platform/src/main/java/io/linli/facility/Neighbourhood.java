package io.linli.facility;

import static io.linli.facility.FacilityProblem.FACILITY_OTHER_GROUND;
import static io.linli.facility.FacilityProblem.FACILITY_PHONE_UNFIT;

import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whom a place or thing serves: its own area, all that lies in it, and whoever it lies in; and within a street all help
 * each other. It is changed by those whose ground it stands on.
 */
@Component
class Neighbourhood {

    private static final String PHONE = "facility.duty-phone";

    private final Territory territory;
    private final Vault vault;

    Neighbourhood(Territory territory, Vault vault) {
        this.territory = territory;
        this.vault = vault;
    }

    /** Codes of areas: what stands in one of them, or around one of them, serves the caller. */
    List<String> of(Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .map(post -> wide(post.area()).code())
                .distinct()
                .toList();
    }

    static AreaCode wide(AreaCode area) {
        return area.code().length() > AreaLevel.STREET.digits() ? area.at(AreaLevel.STREET) : area;
    }

    boolean covers(Caller caller, AreaCode area) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .map(Post::area)
                .flatMap(own -> territory.own(own).stream())
                .anyMatch(own -> own.contains(area));
    }

    void require(Caller caller, AreaCode area) {
        if (territory.find(area).filter(Area::open).isEmpty() || !covers(caller, area)) {
            throw FACILITY_OTHER_GROUND.with(area.code()).at("area");
        }
    }

    String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }

    byte @Nullable [] seal(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        PhoneNumber number;
        try {
            number = new PhoneNumber(phone);
        } catch (IllegalArgumentException e) {
            throw FACILITY_PHONE_UNFIT.with().at("phone");
        }
        return vault.seal(PHONE, number.number());
    }

    @Nullable
    String open(byte @Nullable [] sealed) {
        return sealed == null ? null : vault.open(PHONE, sealed);
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** {@code area} stands in one of the codes, or one of them in it. */
    static final String NEAR = "(area ^@ any (?::text[]) or exists (select from unnest(?::text[]) w where w ^@ area))";

    static String[] codes(List<String> areas) {
        return new ArrayList<>(areas).toArray(String[]::new);
    }
}
