package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.Following;
import io.linli.incident.IncidentId;
import io.linli.incident.PublicMap;
import io.linli.problem.InvalidAs;
import io.linli.territory.Crs;
import io.linli.territory.Territory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Things in public space, as anybody may know of them. */
@RestController
@RequestMapping(path = "/api/incidents", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class PublicController {

    private final Following following;
    private final PublicMap map;
    private final Territory territory;

    PublicController(Following following, PublicMap map, Territory territory) {
        this.following = following;
        this.map = map;
        this.territory = territory;
    }

    @Operation(
            summary = "List open things within 300 metres of a place, to follow instead of reporting them again",
            description = "Kind, community, state and day only, of things in public space that were reported openly.")
    @GetMapping("/nearby")
    @PreAuthorize("hasAuthority('incident:report')")
    Things nearby(
            Caller caller,
            @RequestParam double longitude,
            @RequestParam double latitude,
            @RequestParam(required = false) @Nullable String crs) {
        var system = crs == null ? Crs.WGS84 : Crs.read(crs, "crs");
        return new Things(following.nearby(territory.read(longitude, latitude, system), caller));
    }

    @Operation(summary = "Follow a thing nearby: the caller is told of its steps")
    @PutMapping("/{id}/follower")
    @PreAuthorize("hasAuthority('incident:report')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void follow(Caller caller, @PathVariable IncidentId id) {
        following.follow(id, caller);
    }

    @Operation(summary = "Follow it no more")
    @DeleteMapping("/{id}/follower")
    @PreAuthorize("hasAuthority('incident:report')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller, @PathVariable IncidentId id) {
        following.leave(id, caller);
    }

    @Operation(summary = "List what the caller follows")
    @GetMapping("/followed")
    @PreAuthorize("hasAuthority('incident:report')")
    Follows followed(Caller caller) {
        return new Follows(following.list(caller));
    }

    @Operation(
            summary = "Place what was solved of late on a map for everybody",
            description =
                    "Kind, month and a place to about a hundred metres, of things in public space. What is not solved only"
                            + " where the place has decided to show it.")
    @GetMapping("/public")
    @SecurityRequirements
    PublicMap.Layer publicMap() {
        return map.layer();
    }

    record Things(List<Following.Thing> items) {}

    record Follows(List<Following.Followed> items) {}
}
