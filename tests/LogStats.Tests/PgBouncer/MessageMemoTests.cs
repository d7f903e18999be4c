using FsCheck;
using FsCheck.Fluent;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>Names and messages that come again are known from the first time: they read as they did then.</summary>
public sealed class MessageMemoTests
{
    private static readonly Gen<string> s_names = Gen.Elements(
        "shop/root", "shop/a", "a/b", "(nodb)/root", "(nodb)/(nouser)", "shop/x y", "shop/a/b", "peer-7", "noslash", "longer-database-name/longer-user-name", "longer-database/name-longer-user-name", "shop/l\nf", "/", "é/ü");

    private static readonly Gen<string> s_peers = Gen.Elements(
        "203.0.113.9:77", "203.0.113.9:65535", "203.0.113.9:65536", "1.2.3.4:1", "255.255.255.255:54321", "1.2.3:4", "1.2.3.4.5:6", "1..3.4:5", ".1.2.3:4", "1.2.3.4:", "1.2.3.4:123456",
        "[2001:db8::7]:51234", "2001:db8::7:51234", "unix:6432", "unix(3512):6432");

    private static readonly Gen<string> s_messages = Gen.Elements(
        "login attempt: db=shop user=root tls=no", "login attempt: db=shop user=root", "login attempt: db=shop user=root tls=TLSv1.3/TLS_AES_256_GCM_SHA384 replication=no",
        "login attempt: db=a user=b tls=no", "login attempt: db=c user=b tls=no", "login attempt: db=shop", "login attempt: db=", "login attempt: d", "login failed: db=shop user=root", "l", "",
        "closing because: client close request", "closing because: password authentication failed", "closing because: no such database: shop", "closing because: ",
        "closing because: server lifetime over", "closing because: x (age=", "closing because: x (age=s", "close", "c", "pooler error: query_wait_timeout", "no such user: root");

    private static readonly Gen<string> s_ages = Gen.Elements(
        "", "", " (age=0s)", " (age=7)", " (age=4000s)", " (age=12345678s)", " (age=123456789012345678s)", " (age=1234567890123456789s)", " (age=9999999999999999999s)",
        "(age=3s)", " (age=-1s)", " (age=3s", " (age=3s) ", " (age=s)", " (age=", ")");

    private static readonly Gen<string> s_lines =
        from side in Gen.Elements("LOG C-0x55a3fa9327a0", "LOG S-0x55a3fa9327a0", "WARNING C-0x1", "LOG C-(nil)", "LOG C-0x55a3fa9327a0123456789")
        from names in s_names
        from peer in s_peers
        from message in s_messages
        from age in s_ages
        select $"2026-05-01 03:28:03.118 UTC [21592] {side}: {PgBouncerLog.Written(names)}@{peer} {message}{age}";

    [Fact]
    public void What_comes_again_reads_as_it_does_alone()
        => Always.Holds(s_lines.ArrayOf().Resize(200), lines =>
        {
            List<PgBouncerEvent> together = PgBouncerLog.Read(string.Join('\n', lines.Concat(lines)) + "\n");
            string[] alone = [.. lines.Select(line => WithoutPlace(PgBouncerLog.One(line)))];
            Assert.Equal(alone.Concat(alone), together.Select(WithoutPlace));
        }, count: 100);

    private static string WithoutPlace(PgBouncerEvent item)
    {
        string row = JsonRow.Of(item);
        return row[..row.LastIndexOf(",\"Offset\"", StringComparison.Ordinal)];
    }
}
