package io.linli;

import io.linli.identity.Guests;
import io.linli.territory.Area;
import io.linli.territory.Territory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the pages must know before anybody has signed in. */
@RestController
@SecurityRequirements // open to everyone
@RequestMapping(path = "/api/instance", version = "1+")
class InstanceController {

    private final Territory territory;
    private final String name;
    private final String version;
    private final boolean demo;
    private final Guests guests;

    InstanceController(
            @Lazy Territory territory, // missing in tests of modules that do not know the ground
            @Value("${linli.name}") String name,
            @Value("${linli.version}") String version,
            @Value("${linli.demo}") boolean demo,
            @Lazy Guests guests) {
        this.territory = territory;
        this.name = name;
        this.version = version;
        this.demo = demo;
        this.guests = guests;
    }

    @Operation(summary = "Tell what this installation is")
    @GetMapping
    Instance instance() {
        var root = territory.root();
        return new Instance(
                name,
                demo,
                version,
                new Root(root.code(), territory.find(root).map(Area::name).orElse(root.code())),
                guests.admitted(),
                guests.codesAreSent());
    }

    /**
     * @param guestReports whether one can report without an account, by a code to one's telephone
     * @param signUp whether residents can sign up and sign in by such a code
     */
    record Instance(String name, boolean demo, String version, Root root, boolean guestReports, boolean signUp) {}

    record Root(String code, String name) {}
}
