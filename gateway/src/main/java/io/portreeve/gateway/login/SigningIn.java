package io.portreeve.gateway.login;

import io.portreeve.guard.EndpointId;

/**
 * A user who left our page to sign in, so that he may go on to a server.
 *
 * @param endpoint where the call came to
 * @param who whom the link is for, and so who has to come back
 */
record SigningIn(SignInRequest asked, EndpointId endpoint, LoginMemory.Who who) {}
