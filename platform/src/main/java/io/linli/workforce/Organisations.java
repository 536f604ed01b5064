package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.ORGANISATION_TREE_TOO_LARGE;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import io.linli.workforce.OrganisationChanged.What;
import io.linli.workforce.OrganisationRows.Counted;
import io.linli.workforce.OrganisationRows.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads organisations: one, those beside it, or the whole tree of an area. None of it is about a person. */
@Service
@Transactional(readOnly = true)
public class Organisations {

    /** The largest tree that is handed out whole; larger ones are opened level by level. */
    static final int LARGEST = 20_000;

    private static final int LONGEST_HISTORY = 1_000;

    private final OrganisationRows rows;
    private final OrganisationKinds kinds;
    private final Members members;
    private final Mandate mandate;
    private final Territory territory;
    private final Posts posts;

    Organisations(
            OrganisationRows rows,
            OrganisationKinds kinds,
            Members members,
            Mandate mandate,
            Territory territory,
            Posts posts) {
        this.rows = rows;
        this.kinds = kinds;
        this.members = members;
        this.mandate = mandate;
        this.territory = territory;
        this.posts = posts;
    }

    public Collection<OrganisationKind> kinds() {
        return kinds.all().values();
    }

    /** What a unit is called, where it is in the register. */
    public Optional<String> nameOf(OrgUnitId id) {
        return rows.find(id).map(OrganisationRows.Entry::name);
    }

    public OrganisationView find(OrgUnitId id) {
        var entry = rows.get(id);
        var kind = kinds.get(entry.kind());
        var upwards = rows.upwards(id).stream().map(this::item).toList();
        var seats = members.of(entry, kind);
        return new OrganisationView(
                upwards.getFirst(),
                territory.fullName(entry.area()),
                upwards.subList(1, upwards.size()).reversed(),
                seats,
                entry.open() ? Members.missing(kind, seats) : List.of());
    }

    /** The open ones right under one. */
    public List<OrganisationItem> under(OrgUnitId parent, @Nullable OrgUnitId after, int size) {
        rows.get(parent);
        return rows.children(parent, after, size).stream().map(this::item).toList();
    }

    /** The open ones of an area (the instance's, when it is null) that stand under none of the same area. */
    public List<OrganisationItem> outermost(@Nullable AreaCode area, @Nullable OrgUnitId after, int size) {
        return rows.outermost(ground(area), after, size).stream()
                .map(this::item)
                .toList();
    }

    /** All open ones of an area; of the party only, of the others only, or all. */
    public OrganisationTree tree(@Nullable AreaCode area, @Nullable Boolean party) {
        var ground = ground(area);
        var found = rows.within(ground, party, LARGEST + 1);
        if (found.size() > LARGEST) {
            throw ORGANISATION_TREE_TOO_LARGE.with(LARGEST).at("area");
        }
        return new Arrangement(found).tree(ground, kinds.all());
    }

    /** One thing that was done to an organisation, and by whom, as staff are known in public. */
    public record Change(
            What what,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable String by,
            Instant at) {}

    /** Oldest first. */
    public List<Change> history(OrgUnitId id) {
        rows.get(id);
        return rows.history(id, LONGEST_HISTORY).stream()
                .map(told -> new Change(
                        What.valueOf(told.what()),
                        told.before(),
                        told.after(),
                        told.reason(),
                        name(told.actor()),
                        told.at()))
                .toList();
    }

    private @Nullable String name(@Nullable UUID actor) {
        return actor == null
                ? null
                : posts.find(new io.linli.identity.AccountId(actor))
                        .map(Posts.Holder::name)
                        .orElse(null);
    }

    private AreaCode ground(@Nullable AreaCode area) {
        return area == null ? territory.root() : mandate.known(area).code();
    }

    private OrganisationItem item(Counted counted) {
        var entry = counted.entry();
        return new OrganisationItem(
                entry.id(),
                entry.kind(),
                kinds.get(entry.kind()).name(),
                entry.name(),
                entry.parent(),
                entry.area(),
                mandate.name(entry.area()),
                entry.since(),
                entry.until(),
                entry.demo(),
                counted.parts());
    }

    /** Puts each organisation after the one above it, and keeps the order of those beside each other. */
    private static final class Arrangement {

        private final List<Entry> found;
        private final Map<OrgUnitId, List<Entry>> under = new HashMap<>();
        private final List<Entry> outermost = new ArrayList<>();
        private final List<Entry> arranged = new ArrayList<>();
        private final List<Integer> parents = new ArrayList<>();

        Arrangement(List<Entry> found) {
            this.found = found;
            var known = new HashMap<OrgUnitId, Entry>();
            found.forEach(entry -> known.put(entry.id(), entry));
            for (var entry : found) {
                var parent = entry.parent();
                if (parent == null || !known.containsKey(parent)) {
                    outermost.add(entry);
                } else {
                    under.computeIfAbsent(parent, id -> new ArrayList<>()).add(entry);
                }
            }
        }

        OrganisationTree tree(AreaCode area, Map<String, OrganisationKind> all) {
            outermost.forEach(entry -> place(entry, -1));
            var occurring = new LinkedHashMap<String, Integer>();
            var names = new ArrayList<String>();
            all.values().forEach(kind -> {
                if (found.stream().anyMatch(entry -> entry.kind().equals(kind.code()))) {
                    occurring.put(kind.code(), occurring.size());
                    names.add(kind.name());
                }
            });
            return new OrganisationTree(
                    area,
                    List.copyOf(occurring.keySet()),
                    names,
                    arranged.stream().map(entry -> entry.id().id()).toList(),
                    arranged.stream().map(Entry::name).toList(),
                    arranged.stream()
                            .map(entry -> occurring.getOrDefault(entry.kind(), -1))
                            .toList(),
                    arranged.stream().map(entry -> entry.area().code()).toList(),
                    parents,
                    arranged.stream().anyMatch(Entry::demo));
        }

        private void place(Entry entry, int parent) {
            int here = arranged.size();
            arranged.add(entry);
            parents.add(parent);
            under.getOrDefault(entry.id(), List.of()).forEach(part -> place(part, here));
        }
    }
}
