using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.PgBouncer;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>
/// A client chooses its name and the database it asks for, and pgbouncer writes both as they are. Whatever they hold, the
/// address of a record is the peer's, or none and the record says that it is ambiguous.
/// </summary>
public sealed class ForgedNamesTests
{
    private const string Peer = "203.0.113.9";

    /// <summary>Pieces that have a meaning somewhere in a line.</summary>
    private static readonly string[] s_pieces =
    [
        "a", "root", " ", "@", "/", "\n", "\t", "'", "\"", "é", "=", ":", "[", "]", "(", ")", "@1.2.3.4:5 ", "@1.2.3.4:5 login", "@[::1]:5 ", "@unix:6432 ", "@unix(1):6432 ",
        "@1.2.3.4:5 login attempt: db=shop user=", "login attempt: db=", " user=", " tls=no", " replication=no", "closing because: ",
        "@1.2.3.4:5 closing because: client close request (age=9s)", "@1.2.3.4:5 pooler error: query timeout", "@1.2.3.4:5 no such user: ",
        "@1.2.3.4:5 closing because: no such database: ", " (age=1s)", "no such user: ", "(nodb)/(nouser)", "(nouser)", "C-0x1: shop/root",
        "2026-05-01 03:28:03.118 UTC [1] LOG ", "@203.0.113.9:77 login attempt: db=shop user=", "new connection to server", "unsupported startup parameter: ",
    ];

    private static readonly Gen<string> s_name = Gen.Elements(s_pieces).ArrayOf().Resize(6).Select(string.Concat)
        .Select(name => name.Length == 0 ? "u" : name);

    private static readonly Gen<string> s_database = Gen.Frequency((4, Gen.Constant("shop")), (1, s_name));

    /// <summary>What pgbouncer writes of such a client, in each state that it can be in.</summary>
    private static readonly Func<string, string, int, string>[] s_lines =
    [
        (user, database, port) => $"(nodb)/(nouser)@{Peer}:{port} no such user: {user}",
        (user, database, port) => $"(nodb)/{user}@{Peer}:{port} login attempt: db={database} user={user} tls=no",
        (user, database, port) => $"{database}/{user}@{Peer}:{port} login attempt: db={database} user={user} tls=TLSv1.3/TLS_AES_256_GCM_SHA384 replication=no",
        (user, database, port) => $"(nodb)/(nouser)@{Peer}:{port} login attempt: db={database} user={user}",
        (user, database, port) => $"(nodb)/{user}@{Peer}:{port} login failed: db={database} user={user}",
        (user, database, port) => $"(nodb)/{user}@{Peer}:{port} closing because: password authentication failed (age=0s)",
        (user, database, port) => $"(nodb)/{user}@{Peer}:{port} closing because: no such database: {database} (age=0s)",
        (user, database, port) => $"(nodb)/{user}@{Peer}:{port} pooler error: no such database: {database}",
        (user, database, port) => $"(nodb)/{user}@{Peer}:{port} pooler error: password authentication failed",
        (user, database, port) => $"shop/{user}@{Peer}:{port} closing because: client close request (age=31s)",
        (user, database, port) => $"(nodb)/(nouser)@{Peer}:{port} unsupported startup parameter: {user}={database}",
        (user, database, port) => $"(nodb)/(nouser)@{Peer}:{port} closing because: unsupported startup parameter: {user} (age=0s)",
    ];

    [Fact]
    public void Each_address_is_the_peer_s()
        => Always.Holds(from user in s_name from database in s_database from state in Gen.Choose(0, s_lines.Length - 1) from port in Gen.Choose(1, 65535)
            select (user, database, state, port), test =>
        {
            PgBouncerEvent item = Read(test.user, test.database, test.state, test.port);
            if (item.ClientAddress is null)
            {
                Assert.True(item.IsAmbiguous, $"no address and not ambiguous: {item.Message}");
            }
            else
            {
                Assert.Equal((Peer, test.port), (item.ClientAddress, item.ClientPort));
            }
        }, count: 20_000);

    /// <summary>Of a login the name stands twice: that is enough to know it, whatever it holds.</summary>
    [Fact]
    public void The_name_of_a_login_is_the_client_s()
        => Always.Holds(from user in s_name from database in s_database select (user, database), test =>
        {
            PgBouncerEvent item = Read(test.user, test.database, 1, 4711);
            if (!item.IsAmbiguous)
            {
                Assert.Equal((PgBouncerEventType.Login, test.user, test.database), (item.Type, item.UserName, item.Database));
            }
        }, count: 5_000);

    /// <summary>Names that only look odd are no reason to give up.</summary>
    [Fact]
    public void Ordinary_oddness_is_not_ambiguous()
        => Always.Holds(from user in Gen.Elements("a", "@", " ", "\n", "é", "'", "[", ":", "@1.2.3.4:5 ", "login", ".", "-").ArrayOf().Resize(8).Select(string.Concat)
            from state in Gen.Elements(1, 2, 5, 8, 9) select (user: user + "z", state), test =>
        {
            PgBouncerEvent item = Read(test.user, "shop", test.state, 4711);
            Assert.Equal((Peer, 4711, false, test.user), (item.ClientAddress, item.ClientPort, item.IsAmbiguous, item.UserName));
        }, count: 5_000);

    /// <summary>The client knows its own address and what is written of it, and makes a name that fits both readings.</summary>
    [Fact]
    public void A_name_made_to_fit_two_readings_gives_no_address()
    {
        string name = $"a@1.2.3.4:5 login attempt: db=q user=(nouser)@{Peer}:77 login attempt: db=shop user=a";
        PgBouncerEvent item = PgBouncerLog.One(PgBouncerLog.Client + $"(nodb)/(nouser)@{Peer}:77 login attempt: db=shop user={name}");
        Assert.True(item.IsAmbiguous);
        Assert.Null(item.ClientAddress);
    }

    private static PgBouncerEvent Read(string user, string database, int state, int port)
        => PgBouncerLog.Read(Encoding.UTF8.GetBytes(PgBouncerLog.Client + PgBouncerLog.Written(s_lines[state](user, database, port)) + "\n"), null, out _) is [PgBouncerEvent one] ? one
            : throw new InvalidOperationException("one message is one record");
}
