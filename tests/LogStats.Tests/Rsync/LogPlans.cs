using FsCheck;
using FsCheck.Fluent;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>Random plans: few processes, hosts and modules, so that they meet; times that cross hours and a midnight.</summary>
internal static class LogPlans
{
    private static readonly string[] s_names =
    [
        "a", "isos/a file.iso", "a [1.2.3.4] mod (user) b 12", "x from y (6.6.6.6)", "send h [9.9.9.9] m (u) f 1", "t rail ", "ünï/päth.txt",
        "new\nline", "\\#012", "a -> b", "sent 1 bytes  received 2 bytes  total size 3", "connect from h (1.2.3.4)", "dir/",
    ];

    private static readonly string[] s_paths = ["", "/", "/a", "/a b/c", "/x from y (6.6.6.6)", "/new\nline", "/ünï", "/a,b@c"];

    private static readonly Gen<(string Host, string Address)> s_peer = Gen.Elements(
        ("h.example", "192.0.2.4"), ("other.example", "192.0.2.99"), ("UNKNOWN", "2001:db8::5"), ("UNDETERMINED", "203.0.113.9"));

    private static readonly Gen<FilePlan> s_file =
        from name in Gen.Elements(s_names)
        from length in Gen.Elements(0L, 5, 734003200, 999_999_999_999)
        from deleted in Gen.Choose(0, 4)
        select new FilePlan(name, length, deleted == 0);

    private static readonly Gen<SessionPlan> s_session =
        from process in Gen.Choose(1, 4)
        from machine in Gen.Choose(0, 1)
        from peer in s_peer
        from user in Gen.Elements(null, null, "alice", "bob")
        from module in Gen.Elements("pub", "pub", "my.mod", "PORTAL-RW", "my mod")
        from paths in Gen.Elements(s_paths).ArrayOf().Resize(3)
        from files in s_file.ArrayOf().Resize(6)
        from ending in Gen.Frequency(
            (6, Gen.Constant(Ending.Totals)), (8, Gen.Elements(Enum.GetValues<Ending>())))
        from numbers in Gen.Choose(0, 2_000_000_000).ArrayOf(3)
        from gap in Gen.Frequency((6, Gen.Choose(0, 4)), (3, Gen.Choose(0, 60)), (1, Gen.Choose(0, 5000)))
        from steps in Gen.Frequency((8, Gen.Choose(0, 2)), (1, Gen.Choose(0, 1500))).ArrayOf().Resize(4)
        from flags in Gen.Choose(0, 7)
        from noise in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Choose(1, 5)))
        select new SessionPlan
        {
            Process = process, Machine = machine, Host = peer.Host, Address = peer.Address, User = user, Module = module,
            Paths = paths, Files = [.. files.Select(file => file with { Deleted = file.Deleted && (flags & 1) != 0 })],
            Ending = ending, Sent = numbers[0], Received = numbers[1], Total = numbers[2], Gap = gap, Steps = steps,
            Upload = (flags & 1) != 0, Connects = (flags & 6) != 0, Allowed = (flags & 2) != 0, Complains = flags == 7, Noise = noise,
        };

    public static Gen<LogPlan> All { get; } =
        from sessions in s_session.ArrayOf()
        from envelope in Gen.Choose(0, PlannedLog.Envelopes - 1)
        from format in Gen.Choose(0, PlannedLog.Formats - 1)
        from returns in Gen.Elements(true, false)
        select new LogPlan(sessions, envelope, format, returns);

    public static IEnumerable<LogPlan> Shrink(LogPlan plan)
        => Always.Shorter(plan.Sessions).Select(sessions => plan with { Sessions = sessions })
            .Concat(plan.Sessions.SelectMany((session, index) => Simpler(session).Select(
                simpler => plan with { Sessions = [.. plan.Sessions[..index], simpler, .. plan.Sessions[(index + 1)..]] })))
            .Concat(plan.CarriageReturns ? [plan with { CarriageReturns = false }] : Array.Empty<LogPlan>());

    private static IEnumerable<SessionPlan> Simpler(SessionPlan session)
    {
        SessionPlan[] simpler =
        [
            .. Always.Shorter(session.Files).Select(files => session with { Files = files }),
            session with { Paths = [] }, session with { User = null }, session with { Module = "pub" }, session with { Noise = 0 },
            session with { Steps = [0] }, session with { Complains = false }, session with { Gap = 0 }, session with { Machine = 0 },
        ];
        return simpler.Where(other => other != session && Size(other) < Size(session));
    }

    private static int Size(SessionPlan plan)
        => plan.Files.Length + plan.Paths.Length + (plan.User?.Length ?? 0) + (plan.Module == "pub" ? 0 : 1) + (plan.Noise > 0 ? 1 : 0)
            + (plan.Steps.Sum() > 0 ? 1 : 0) + (plan.Complains ? 1 : 0) + (plan.Gap > 0 ? 1 : 0) + plan.Machine;
}
