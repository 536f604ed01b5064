package io.linli;

import io.linli.identity.ExternalSignIn;
import io.linli.identity.Guests;
import io.linli.territory.Area;
import io.linli.territory.Territory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable String mapApproval;
    private final Guests guests;
    private final ExternalSignIn external;

    InstanceController(
            @Lazy Territory territory, // missing in tests of modules that do not know the ground
            @Value("${linli.name}") String name,
            @Value("${linli.version}") String version,
            @Value("${linli.demo}") boolean demo,
            @Value("${linli.map-approval:}") String mapApproval,
            @Lazy Guests guests,
            @Lazy ExternalSignIn external) {
        this.territory = territory;
        this.name = name;
        this.version = version;
        this.demo = demo;
        this.mapApproval = mapApproval.isBlank() ? null : mapApproval.strip();
        this.guests = guests;
        this.external = external;
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
                guests.codesAreSent(),
                external.offered(),
                mapApproval);
    }

    /**
     * @param guestReports whether one can report without an account, by a code to one's telephone
     * @param external other providers of identities by which one can sign in
     * @param signUp whether residents can sign up and sign in by such a code
     * @param mapApproval the number under which the operator's map was approved (审图号), when they have one
     */
    record Instance(
            String name,
            boolean demo,
            String version,
            Root root,
            boolean guestReports,
            boolean signUp,
            List<ExternalSignIn.Offered> external,
            @Nullable String mapApproval) {}

    record Root(String code, String name) {}
}
