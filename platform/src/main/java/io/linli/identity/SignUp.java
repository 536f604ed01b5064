package io.linli.identity;

import io.linli.privacy.PersonName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Service;

/** How residents come and go: a guest, whose telephone is proved, becomes a resident, and anyone may leave again. */
@Service
public class SignUp {

    private final ResidentAccounts accounts;
    private final SignIn door;

    SignUp(ResidentAccounts accounts, SignIn door) {
        this.accounts = accounts;
        this.door = door;
    }

    /** Makes the guest a resident, who keeps what they reported. */
    public Caller settle(Caller guest, PersonName name, HttpServletRequest request, HttpServletResponse response) {
        accounts.settle(guest.id(), name);
        door.mayRest(request);
        return door.renew(guest.id(), request, response);
    }

    /** Closes the caller's account and erases who they are. */
    public void leave(Caller caller, HttpServletRequest request) {
        accounts.close(caller.id());
        door.end(request);
    }
}
