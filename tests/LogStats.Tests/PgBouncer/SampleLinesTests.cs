using LogStats.PgBouncer;

namespace LogStats.Tests.PgBouncer;

/// <summary>
/// Lines of all generations that the program which this replaces read, lost or broke at, and what they say. What the log
/// does not tell is missing here too.
/// </summary>
public sealed class SampleLinesTests
{
    [Theory]
    [InlineData("2017-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: postgres/postgres@192.168.1.16:51234 login attempt: db=postgres user=postgres tls=no", "postgres", "postgres", "192.168.1.16", "no")]
    [InlineData("2017-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: mydb/app@10.0.0.1:51234 login attempt: db=mydb user=app tls=TLSv1.2/ECDHE-RSA-AES128-GCM-SHA256/ECDH=prime256v1", "mydb", "app", "10.0.0.1", "TLSv1.2/ECDHE-RSA-AES128-GCM-SHA256/ECDH=prime256v1")]
    [InlineData("2012-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: mydb/app@10.0.0.1:51234 login attempt: db=mydb user=app", "mydb", "app", "10.0.0.1", null)]
    [InlineData("2017-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: mydb/app@10.0.0.1:51234 login attempt: db=my-db user=app tls=no", "my-db", "app", "10.0.0.1", "no")]
    [InlineData("2017-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: my-db/app.user@10.0.0.1:51234 login attempt: db=my-db user=app.user tls=no", "my-db", "app.user", "10.0.0.1", "no")]
    [InlineData("2017-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: mydb/app@[2001:db8::7]:51234 login attempt: db=mydb user=app tls=no", "mydb", "app", "2001:db8::7", "no")]
    [InlineData("2017-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: mydb/app@unix(3512):6432 login attempt: db=mydb user=app tls=no", "mydb", "app", "unix", "no")]
    [InlineData("2008-12-03 19:15:42 7298 LOG C-0x1b5f2c8: (nodb)/(nouser)@10.0.0.1:51234 login attempt: db=mydb user=app", "mydb", "app", "10.0.0.1", null)]
    public void A_login_is_read_in_every_wording(string line, string database, string user, string address, string? tls)
    {
        PgBouncerEvent item = PgBouncerLog.One(line);
        Assert.Equal(PgBouncerEventType.Login, item.Type);
        Assert.Equal((database, user, address, tls), (item.Database, item.UserName, item.ClientAddress, item.Tls));
        Assert.False(item.IsAmbiguous);
        Assert.Equal(7298, item.ProcessId);
    }

    [Fact]
    public void A_login_of_1_23_tells_both_databases_and_replication()
    {
        PgBouncerEvent item = PgBouncerLog.One(
            "2025-08-17 00:00:06.217 IST [3481634] LOG C-0x7f5605512de8: 1_Tenant/AppClient@172.12.23.43:25834 login attempt: db=1_Tenant_1 user=AppClient tls=no replication=no");
        Assert.Equal(("1_Tenant_1", "1_Tenant", "AppClient", "172.12.23.43", "no", "no"),
            (item.Database, item.PoolDatabase, item.UserName, item.ClientAddress, item.Tls, item.Replication));
        Assert.Equal(new DateTimeOffset(2025, 8, 17, 0, 0, 6, 217, TimeSpan.FromHours(5.5)), item.Time);
        Assert.Equal(25834, item.ClientPort);
    }

    [Fact]
    public void A_client_that_left_before_it_had_a_name_is_read()
    {
        PgBouncerEvent item = PgBouncerLog.One("2017-12-03 19:15:42.101 7298 LOG C-0x1b5f2c8: (nodb)/(nouser)@10.0.0.1:51234 closing because: client unexpected eof (age=0)");
        Assert.Equal((PgBouncerEventType.Close, "client unexpected eof", TimeSpan.Zero), (item.Type, item.Reason, item.Age));
        Assert.Equal((null, null, "10.0.0.1", 51234), (item.Database, item.UserName, item.ClientAddress, item.ClientPort));
    }

    [Fact]
    public void A_failed_login_is_read()
    {
        PgBouncerEvent item = PgBouncerLog.One("2017-12-03 19:16:42.101 7298 LOG C-0x1b5f2c8: mydb/app@10.0.0.1:51234 login failed: db=mydb user=app");
        Assert.Equal((PgBouncerEventType.LoginFailed, "mydb", "app", true), (item.Type, item.Database, item.UserName, item.IsLoginFailure));
    }

    [Theory]
    [InlineData("2017-12-03 19:16:39.003 7298 LOG Stats: 41 req/s, in 17628 b/s, out 7835 b/s,query 69652 us", null, 41, 17628, 7835, null, 69652, null)]
    [InlineData("2018-01-03 19:16:39.003 7298 LOG Stats: 3 xacts/s, 9 queries/s, in 2319 B/s, out 31026 B/s, xact 1050 us, query 818 us wait time 11 us", 3, 9, 2319, 31026, 1050, 818, 11)]
    [InlineData("2019-01-17 11:59:39.015 3051 LOG stats: 7 xacts/s, 9 queries/s, in 2319 B/s, out 31026 B/s, xact 1050 us, query 818 us, wait time 11 us", 7, 9, 2319, 31026, 1050, 818, 11)]
    [InlineData("2020-09-26 11:10:43.757 CEST [77000] LOG stats: 850 xacts/s, 850 queries/s, in 191075 B/s, out 3452531 B/s, xact 818 us, query 818 us, wait 27 us", 850, 850, 191075, 3452531, 818, 818, 27)]
    [InlineData("2024-02-01 00:00:03.757 UTC [1] LOG stats: 0 xacts/s, 0 queries/s, 0 client parses/s, 0 server parses/s, 0 binds/s, in 0 B/s, out 0 B/s, xact 0 us, query 0 us, wait 0 us", 0, 0, 0, 0, 0, 0, 0)]
    public void Statistics_are_read_in_all_five_wordings(string line, int? xacts, int queries, int input, int output, int? xact, int query, int? wait)
    {
        PgBouncerEvent item = PgBouncerLog.One(line);
        Assert.Equal(PgBouncerEventType.Stats, item.Type);
        Assert.Equal((xacts, queries, input, output), (item.XactsPerSecond, item.QueriesPerSecond, item.InBytesPerSecond, item.OutBytesPerSecond));
        Assert.Equal((Span(xact), Span(query), Span(wait)), (item.XactTime, item.QueryTime, item.WaitTime));
    }

    [Fact]
    public void Statistics_of_1_21_tell_of_prepared_statements()
    {
        PgBouncerEvent item = PgBouncerLog.One(PgBouncerLog.Head
            + "stats: 1 xacts/s, 2 queries/s, 3 client parses/s, 4 server parses/s, 5 binds/s, in 6 B/s, out 7 B/s, xact 8 us, query 9 us, wait 10 us");
        Assert.Equal((3, 4, 5), (item.ClientParsesPerSecond, item.ServerParsesPerSecond, item.BindsPerSecond));
    }

    [Fact]
    public void A_pooler_error_of_old_is_read()
    {
        PgBouncerEvent item = PgBouncerLog.One("2021-05-18 12:30:05.591 12788 WARNING C-0x564043c80e20: (nodb)/(nouser)@10.33.104.53:37688 Pooler Error: No such database: bob");
        Assert.Equal((PgBouncerEventType.PoolerError, "No such database: bob", "WARNING"), (item.Type, item.Reason, item.Level));
    }

    [Theory]
    [InlineData("C-0x1: db/u@2001:db8::7:51234 login attempt: db=db user=u", "2001:db8::7", 51234)]
    [InlineData("C-0x1: db/u@::1:51234 login attempt: db=db user=u", "::1", 51234)]
    [InlineData("C-0x1: db/u@[fe80::1%eth0]:51234 login attempt: db=db user=u", "fe80::1%eth0", 51234)]
    [InlineData("C-0x1: db/u@unix:6432 login attempt: db=db user=u", "unix", 6432)]
    [InlineData("C-(nil): db/u@10.0.0.2:1 login attempt: db=db user=u", "10.0.0.2", 1)]
    public void A_peer_is_read_in_every_form(string message, string address, int port)
    {
        PgBouncerEvent item = PgBouncerLog.One(PgBouncerLog.Head + message);
        Assert.Equal((PgBouncerEventType.Login, "u", address, port), (item.Type, item.UserName, item.ClientAddress, item.ClientPort));
    }

    [Fact]
    public void Another_pooler_is_told_by_its_number()
    {
        PgBouncerEvent item = PgBouncerLog.One(PgBouncerLog.Head + "S-0x1: peer-2@10.0.0.2:6432 new connection to server (from 10.0.0.1:40404)");
        Assert.Equal((PgBouncerEventType.ServerConnect, 2, "10.0.0.2", 6432, "10.0.0.1:40404"),
            (item.Type, item.PeerId, item.ServerAddress, item.ServerPort, item.LocalAddress));
        Assert.Null(item.UserName);
        Assert.False(item.IsAmbiguous);
    }

    [Theory]
    [InlineData("PAUSE command issued", PgBouncerEventType.Admin, null)]
    [InlineData("KILL 'my-db' command issued", PgBouncerEventType.Admin, "my-db")]
    [InlineData("process up: PgBouncer 1.23.1, libevent 2.1.12-stable (epoll), adns: c-ares 1.18.1, tls: OpenSSL 3.0.13", PgBouncerEventType.Lifecycle, null)]
    [InlineData("got SIGINT, shutting down", PgBouncerEventType.Lifecycle, null)]
    [InlineData("listening on unix:/tmp/.s.PGSQL.6432", PgBouncerEventType.Lifecycle, null)]
    [InlineData("S-0x1: shop/app@10.0.0.9:5432 taking connection from reserve_pool", PgBouncerEventType.ReservePool, "shop")]
    [InlineData("S-0x1: shop/app@10.0.0.9:5432 Taking connection from reserve_pool", PgBouncerEventType.ReservePool, "shop")]
    [InlineData("S-0x1: shop/app@10.0.0.9:5432 SSL established: TLSv1.3/TLS_AES_256_GCM_SHA384", PgBouncerEventType.Notice, "shop")]
    public void What_the_pooler_does_has_a_type(string message, PgBouncerEventType type, string? database)
    {
        PgBouncerEvent item = PgBouncerLog.One(PgBouncerLog.Head + message);
        Assert.Equal((type, database), (item.Type, item.Database));
    }

    [Fact]
    public void A_fatal_error_is_an_error()
        => Assert.Equal(PgBouncerEventType.Error, PgBouncerLog.One("2026-05-01 03:28:03.118 UTC [1] FATAL @src/main.c:553 in function go_daemon(): cannot fork").Type);

    private static TimeSpan? Span(int? micros) => micros is int known ? TimeSpan.FromMicroseconds(known) : null;
}
