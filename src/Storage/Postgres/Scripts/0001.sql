-- Names are ordered by their bytes. Bodies are JSON, kept as text so that they come back as they went.

create table document (
    kind    integer not null,
    project text    collate "C" not null,
    key     text    collate "C" not null,
    version bigint  not null,
    tag     text    not null,
    body    text    not null,
    primary key (kind, project, key)
);

create table scan (
    project      text     collate "C" not null,
    scan         text     collate "C" not null,
    version      bigint   not null,
    shard        integer  not null check (shard between 0 and 63),
    role         integer  not null,
    status       integer  not null,
    round        integer,
    patient      text     not null,
    content_hash text     collate "C" not null,
    strata       text     not null,
    body         text     not null,
    primary key (project, scan),
    unique (project, content_hash)
);

create index scan_by_place on scan (project, role, status, scan);
create index scan_by_round on scan (project, round, scan) where round is not null;
create index scan_by_shard on scan (project, shard);

create table scan_signal (
    project       text    collate "C" not null,
    scan          text    collate "C" not null,
    model         integer not null,
    cluster       integer not null,
    embedding     bytea   not null,
    uncertainties text    not null,
    primary key (project, scan)
);

alter table scan_signal alter column embedding set storage external;

create table request (
    project     text collate "C" not null,
    request_id  text collate "C" not null,
    fingerprint text not null,
    reply       text not null,
    primary key (project, request_id)
);

create table outbox (
    id          bigint generated always as identity primary key,
    project     text        not null,
    kind        integer     not null,
    subject     text        not null,
    created     timestamptz not null,
    taken_until timestamptz not null,
    attempts    integer     not null,
    last_error  text        not null,
    done        boolean     not null
);

create index outbox_open on outbox (id) where not done;

-- The cluster's members: one version row a cluster, one row a silo.

create table membership_version (
    cluster text    primary key,
    version integer not null
);

create table membership_silo (
    cluster  text        not null references membership_version (cluster) on delete cascade,
    silo     text        not null,
    status   integer     not null,
    gateway  integer     not null,
    etag     bigint      not null,
    alive_at timestamptz not null,
    body     text        not null,
    primary key (cluster, silo)
);
