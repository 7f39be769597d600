-- Times are microseconds since 1970-01-01 UTC. Bodies are JSON.

create table document (
    kind    integer not null,
    project text    not null,
    key     text    not null,
    version integer not null,
    tag     text    not null,
    body    text    not null,
    primary key (kind, project, key)
) strict;

create table scan (
    project      text    not null,
    scan         text    not null,
    version      integer not null,
    shard        integer not null check (shard between 0 and 63),
    role         integer not null,
    status       integer not null,
    round        integer,
    patient      text    not null,
    content_hash text    not null,
    strata       text    not null,
    body         text    not null,
    primary key (project, scan),
    unique (project, content_hash)
) strict;

create index scan_by_place on scan (project, role, status, scan);
create index scan_by_round on scan (project, round, scan) where round is not null;
create index scan_by_shard on scan (project, shard);

create table scan_signal (
    project       text    not null,
    scan          text    not null,
    model         integer not null,
    cluster       integer not null,
    embedding     blob    not null,
    uncertainties text    not null,
    primary key (project, scan)
) strict;

create table request (
    project     text not null,
    request_id  text not null,
    fingerprint text not null,
    reply       text not null,
    primary key (project, request_id)
) strict;

create table outbox (
    id          integer primary key autoincrement,
    project     text    not null,
    kind        integer not null,
    subject     text    not null,
    created     integer not null,
    taken_until integer not null,
    attempts    integer not null,
    last_error  text    not null,
    done        integer not null check (done in (0, 1))
) strict;

create index outbox_open on outbox (id) where done = 0;
