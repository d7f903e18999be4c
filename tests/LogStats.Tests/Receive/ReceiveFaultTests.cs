using LogStats.Faults;

namespace LogStats.Tests.Receive;

/// <summary>The words of what can be wrong where lines are received: what happened, to what, and what to do.</summary>
public sealed class ReceiveFaultTests
{
    public static TheoryData<LogStatsException, FaultId, string, string> Words => new()
    {
        { Fail.LedgerMissing("l.db", "in"), FaultId.CheckpointCorrupt, "'l.db' knows nothing, and there are files of sources in 'in'.", "Restore it" },
        { Fail.LedgerCorrupt("l.db", "why", "advice"), FaultId.CheckpointCorrupt, "What has been received, kept in 'l.db', cannot be trusted: why.", "advice" },
        { Fail.FileWrite("in", new IOException("no.")), FaultId.FileWrite, "'in' cannot be written to: no.", "room" },
        { Fail.SecretReadable("t"), FaultId.ConfigInvalid, "'t' holds secrets, and others may read or change it.", "chmod 640 't'" },
        { Fail.TokenLine("t", 7, "x"), FaultId.ConfigInvalid, "Line 7 of 't' gives no token to a source, or one that another line gave already.", "Expected: x." },
        { Fail.ListenOpen("http://0.0.0.0:5", "why"), FaultId.ConfigInvalid, "The receiver would take tokens in clear text at http://0.0.0.0:5: why.", "--allow-unencrypted" },
        { Fail.ListenAddressInUse("a", "why."), FaultId.ListenAddressInUse, "The receiver cannot listen at a: why.", "port" },
        { Fail.AgentMissing("p", "why."), FaultId.SinkConnect, "The receiver 'p' cannot be started: why.", "aspnetcore-runtime-10.0" },
        { Fail.AgentFramework(), FaultId.SinkConnect, "The receiver cannot be started: ASP.NET Core 10 is not installed on this machine.", "aspnetcore-runtime-10.0" },
        { Fail.AgentEnded(9, "it said."), FaultId.SinkConnect, "The receiver has ended by itself (exit code 9): it said.", "is stored" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void They_say_what_to_do(LogStatsException fault, FaultId id, string message, string advice)
    {
        Assert.Equal((id, message), (fault.Id, fault.Message));
        Assert.Contains(advice, fault.Advice, StringComparison.Ordinal);
    }
}
