/** Written by `npm run api`. */
export interface paths {
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's latest jobs, at most 50. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobBody"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of one's jobs. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["JobId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask one of one's jobs to stop. What it did before stays as its kind says. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["JobId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who one is and what one may do. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MeBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's password. All other sessions end. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's sessions. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionBody"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End one of one's sessions. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to set up the second factor: a fresh secret, which nothing asks for until a code confirms it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TotpBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first code: from now on the second factor is asked for. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CodeBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do without the second factor, e.g. to move it to another phone. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SureBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All organisations, by their place in the tree. At most 10,000. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationBody"][];
                    };
                };
            };
        };
        put?: never;
        /** Set up an organisation below another. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOrganisation"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rename an organisation, or correct its region. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["OrganisationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrganisationEdit"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close an organisation that nothing and nobody stands in any more. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["OrganisationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrganisationBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts, by name. */
        get: {
            parameters: {
                query?: {
                    /** @description How many rows, 1 to 200; 50 if not said. */
                    limit?: number;
                    /** @description What `next` said of the page before. */
                    after?: string;
                    /** @description A column to sort by, `-` before it for descending. */
                    sort?: string;
                    /** @description Text to search for. */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_PersonBody"];
                    };
                };
            };
        };
        put?: never;
        /** Open an account without roles. The answer holds the password to hand over. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPerson"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GivenPassword"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonBody"];
                    };
                };
            };
        };
        put?: never;
        /** Correct a name, or move somebody to another organisation. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonEdit"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an account a new password, and take its second factor off. Its sessions end. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GivenPassword"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a suspended account be used again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which roles an account holds. Its sessions end, so that nobody goes on with what was taken. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RolesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account's sessions. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionBody"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/sessions/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all of an account's sessions. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend an account. Its sessions end. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PersonId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in. Slows down a place that keeps failing; never locks an account. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the first run is still to be set up. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SetupLook"];
                    };
                };
            };
        };
        put?: never;
        /** Set up the first organisation and its administrators. Works once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetupBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures for Prometheus, to callers on the same machine. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database answers, and the journal's writer hasn't stopped. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What somebody asks the system to do. Every route names one or is public.
         * @enum {string}
         */
        Act: "me" | "organisation.read" | "organisation.manage" | "person.read" | "person.manage" | "person.grant" | "session.manage" | "job.read" | "item.read" | "item.draft" | "item.approve" | "item.publish" | "subject.read" | "subject.manage" | "subject.risk" | "subject.merge" | "subject.export" | "inspector.read" | "inspector.manage" | "inspector.unmask" | "complaint.read" | "complaint.register" | "complaint.assign" | "complaint.handle" | "complaint.unmask" | "journal.read";
        /** @description A code. */
        CodeBody: {
            /** @description Six digits. */
            code: string;
        };
        /** @description How many. */
        Count: {
            /** @description Which of the two. */
            exact: boolean;
            /**
             * Format: int64
             * @description So many, or at least so many.
             */
            value: number;
        };
        /** @description Nothing more to say. */
        Done: Record<string, never>;
        /** @description One of the first people. */
        FirstPerson: {
            /** @description What they sign in with. */
            login: string;
            /** @description Their name. */
            name: string;
            /** @description Their password; whoever sets this up hands it over, and it is changed at the first sign-in. */
            password: string;
        };
        /** @description An account and the password to hand over, which isn't shown again. */
        GivenPassword: {
            /** @description To be changed at the first sign-in. */
            password: string;
            /** @description The account. */
            person: components["schemas"]["PersonBody"];
        };
        /** @description A role for an organisation and what is below it. */
        GrantBody: {
            /** @description For which organisation. */
            organisation: components["schemas"]["OrganisationId"];
            /** @description Which role. */
            role: components["schemas"]["Role"];
        };
        /** @description Long work in the background. */
        JobBody: {
            /** @description When it was asked for. */
            at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Steps done, in the kind's own unit.
             */
            done: number;
            /** @description Which. */
            id: components["schemas"]["JobId"];
            /** @description What kind of work. */
            kind: string;
            /** @description The code of the Problem it ended with. */
            problem?: string | null;
            /** @description What came out, in the kind's own shape. */
            result?: Record<string, never> | null;
            /** @description How far it is. */
            state: components["schemas"]["JobState"];
            /**
             * Format: int64
             * @description Steps in all, 0 if not known yet.
             */
            total: number;
        };
        /**
         * Format: uuid
         * @description A job.
         */
        JobId: string;
        /**
         * @description How far a job is.
         * @enum {string}
         */
        JobState: "waiting" | "running" | "done" | "failed" | "cancelled";
        /**
         * @description An organisation's level.
         * @enum {string}
         */
        Level: "province" | "city" | "county";
        /** @description Who one is and what one may do. */
        MeBody: {
            /** @description The acts these roles permit. */
            acts: components["schemas"]["Act"][];
            /** @description Which account. */
            id: components["schemas"]["PersonId"];
            /** @description The login. */
            login: string;
            /** @description Nothing else goes before the password is changed. */
            must_change_password: boolean;
            /** @description The name. */
            name: string;
            /** @description Where one works. */
            organisation: components["schemas"]["NamedOrganisation"];
            /** @description The roles one holds. */
            roles: components["schemas"]["GrantBody"][];
            /** @description The second factor. */
            totp: components["schemas"]["Totp"];
            /**
             * Format: int64
             * @description For edits.
             */
            version: number;
        };
        /** @description An organisation by id and name. */
        NamedOrganisation: {
            /** @description Which. */
            id: components["schemas"]["OrganisationId"];
            /** @description Its name. */
            name: string;
        };
        /** @description A new organisation. */
        NewOrganisation: {
            /** @description 省、市、县; below its parent's. */
            level: components["schemas"]["Level"];
            /** @description Its name. */
            name: string;
            /** @description The one above. */
            parent: components["schemas"]["OrganisationId"];
            /** @description GB/T 2260 code. */
            region: string;
        };
        /** @description A new account. */
        NewPerson: {
            /** @description What they sign in with. */
            login: string;
            /** @description Their name. */
            name: string;
            /** @description Where they work. */
            organisation: components["schemas"]["OrganisationId"];
        };
        /** @description An organisation. */
        OrganisationBody: {
            /** @description Which. */
            id: components["schemas"]["OrganisationId"];
            /** @description 省、市、县. */
            level: components["schemas"]["Level"];
            /** @description Its name. */
            name: string;
            parent?: components["schemas"]["OrganisationId"] | null;
            /** @description GB/T 2260 code of what it is competent for. */
            region: string;
            /** @description Whether it works. */
            state: components["schemas"]["OrganisationState"];
            /**
             * Format: int64
             * @description For edits.
             */
            version: number;
        };
        /** @description What can be changed of an organisation. */
        OrganisationEdit: {
            /** @description Its name. */
            name: string;
            /** @description GB/T 2260 code. */
            region: string;
            /**
             * Format: int64
             * @description The version that was read.
             */
            version: number;
        };
        /**
         * Format: uuid
         * @description An organisation: a bureau, or an office below it.
         */
        OrganisationId: string;
        /**
         * @description Whether an organisation works.
         * @enum {string}
         */
        OrganisationState: "open" | "closed";
        /** @description A page of a list. */
        Page_PersonBody: {
            /** @description How many rows the whole list has. */
            count: components["schemas"]["Count"];
            /** @description For `after` of the next page; nothing at the end. */
            next?: string | null;
            /** @description The rows, in order. */
            rows: {
                /** @description Which. */
                id: components["schemas"]["PersonId"];
                /** @description What they sign in with. */
                login: string;
                /** @description Their name. */
                name: string;
                /** @description Where they work. */
                organisation: components["schemas"]["OrganisationId"];
                /** @description Whether they still have a password that somebody else gave. */
                password_given: boolean;
                /** @description The roles they hold. */
                roles: components["schemas"]["GrantBody"][];
                /** @description Whether the account can be used. */
                state: components["schemas"]["PersonState"];
                /** @description Whether the second factor is set up. */
                totp: boolean;
                /**
                 * Format: int64
                 * @description For edits.
                 */
                version: number;
            }[];
        };
        /** @description The old password and the new one. */
        PasswordBody: {
            /** @description The new one. */
            new: string;
            /** @description The old one. */
            old: string;
        };
        /** @description An account. */
        PersonBody: {
            /** @description Which. */
            id: components["schemas"]["PersonId"];
            /** @description What they sign in with. */
            login: string;
            /** @description Their name. */
            name: string;
            /** @description Where they work. */
            organisation: components["schemas"]["OrganisationId"];
            /** @description Whether they still have a password that somebody else gave. */
            password_given: boolean;
            /** @description The roles they hold. */
            roles: components["schemas"]["GrantBody"][];
            /** @description Whether the account can be used. */
            state: components["schemas"]["PersonState"];
            /** @description Whether the second factor is set up. */
            totp: boolean;
            /**
             * Format: int64
             * @description For edits.
             */
            version: number;
        };
        /** @description What can be changed of an account. */
        PersonEdit: {
            /** @description Their name. */
            name: string;
            /** @description Where they work. */
            organisation: components["schemas"]["OrganisationId"];
            /**
             * Format: int64
             * @description The version that was read.
             */
            version: number;
        };
        /**
         * Format: uuid
         * @description A person with an account.
         */
        PersonId: string;
        /**
         * @description Whether an account can be used.
         * @enum {string}
         */
        PersonState: "active" | "suspended";
        /**
         * @description What somebody is to the system. One person may hold several unless [`check_together`] forbids.
         * @enum {string}
         */
        Role: "system-admin" | "security-admin" | "audit-admin" | "catalogue-manager" | "registry-manager" | "planner" | "approver" | "draw-operator" | "observer" | "inspector" | "reviewer" | "publisher" | "credit-officer" | "leader" | "superior";
        /** @description All roles an account is to hold. */
        RolesBody: {
            /** @description All of them. */
            roles: components["schemas"]["GrantBody"][];
            /**
             * Format: int64
             * @description The version that was read.
             */
            version: number;
        };
        /** @description A session. */
        SessionBody: {
            /** @description From where. */
            address: string;
            /** @description With which browser. */
            agent: string;
            /** @description Since when. */
            at: components["schemas"]["Timestamp"];
            /** @description Whether it is the one that asks. */
            current: boolean;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description The last request, to the minute. */
            seen: components["schemas"]["Timestamp"];
        };
        /** @description The first organisation, and its administrators. */
        SetupBody: {
            /** @description 省、市、县. */
            level: components["schemas"]["Level"];
            /** @description The bureau's name. */
            organisation_name: string;
            /** @description GB/T 2260 code of what it is competent for. */
            region: string;
            /** @description 安全管理员: another person, since one can't give roles to oneself. */
            security_admin: components["schemas"]["FirstPerson"];
            /** @description 系统管理员. */
            system_admin: components["schemas"]["FirstPerson"];
        };
        /** @description Whether the first run is still to be set up. */
        SetupLook: {
            /** @description There is nobody yet. */
            needed: boolean;
        };
        /** @description Who wants to sign in. */
        SignIn: {
            /** @description Whether the token is wanted in the answer too, by a program that keeps no cookies. */
            bearer?: boolean;
            /** @description The login. */
            login: string;
            /** @description The password. */
            password: string;
            /** @description The second factor's code, if the account has one. */
            totp?: string | null;
        };
        /** @description Who signed in. */
        SignedIn: components["schemas"]["MeBody"] & {
            /** @description The token for `Authorization: Bearer`, if it was asked for. */
            token?: string | null;
        };
        /** @description A password. */
        SureBody: {
            /** @description One's own. */
            password: string;
        };
        /**
         * Format: date-time
         * @example 2026-03-05T01:02:03Z
         */
        Timestamp: string;
        /**
         * @description How an account stands to the second factor.
         * @enum {string}
         */
        Totp: "off" | "on" | "required";
        /** @description What an authenticator needs. */
        TotpBody: {
            /** @description The QR code. */
            svg: string;
            /** @description What the QR code says. */
            uri: string;
        };
        /** @description The version that was read. */
        VersionBody: {
            /**
             * Format: int64
             * @description The version that was read.
             */
            version: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
