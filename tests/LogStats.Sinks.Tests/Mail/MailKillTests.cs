using System.Diagnostics;
using System.Globalization;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>
/// A sender that is killed at a call of the system, whichever: what it had answered for arrives, perhaps twice and then under
/// one name, and nothing arrives that nobody sent.
/// </summary>
public sealed class MailKillTests : IDisposable
{
    private const int Rows = 60;
    private const int Batch = 10;

    private static readonly (string Call, int[] Times)[] s_points =
    [
        ("rename", [1, 2, 3, 5, 8, 12]), // Spooled mails, and the memory of the limit.
        ("fsync", [1, 2, 3, 6, 11]),
        ("unlink", [1, 2, 4, 6]),        // After the server's answer, before the mail is forgotten.
        ("sendto", [1, 3, 5, 6, 9, 14, 20]),
        ("recvfrom", [2, 4, 7, 12]),
    ];

    private readonly MailRig _rig = new();

    [NeedsToolFact("strace")]
    public async Task What_was_answered_arrives()
    {
        string[] names = [.. Enumerable.Range(0, Rows / Batch).Select(Name)];
        int killed = 0;
        foreach ((string call, int time) in s_points.SelectMany(static point => point.Times.Select(time => (point.Call, time))))
        {
            await using ScriptedMailServer server = new();
            (int answered, bool wasKilled) = Run(server.Port, call, time);
            killed += wasKilled ? 1 : 0;
            await using (MailSink rest = MailSink.Open(Options(server.Port)))
            {
                await rest.PrepareAsync(default);
                await rest.CompleteAsync();
            }

            string[] arrived = [.. server.Mails.Select(MailSpoolTests.Id).Select(static line => line["Message-ID: ".Length..])];
            Assert.Empty(names.Take(answered / Batch).Except(arrived)); // Nothing lost,
            Assert.Empty(arrived.Except(names));                        // nothing invented,
            Assert.InRange(arrived.Length - arrived.Distinct().Count(), 0, 1); // and at most the one in work twice.
            Assert.Empty(_rig.Waiting);
            Directory.Delete(_rig.Spool, recursive: true);
        }

        Assert.InRange(killed, s_points.Sum(static point => point.Times.Length) / 2, int.MaxValue);
    }

    public void Dispose() => _rig.Dispose();

    private static string Name(int batch) => LogStats.Sinks.Mail.Compose.MessageId.Of(
        [.. Samples.Batch(batch * Batch, Batch)],
        LogStats.Sinks.Mail.Compose.MailAddressees.Parse("logs@example.org", ["ops@example.org"], [], []));

    private MailSinkOptions Options(int port) => _rig.Options(port) with { From = "logs@example.org", Limit = 1000 };

    /// <summary>How many rows it answered for, and whether it came to be killed.</summary>
    private (int Answered, bool Killed) Run(int port, string call, int time)
    {
        string target = $"smtp://localhost:{port}?from=logs@example.org&to=ops@example.org&limit=1000&spool={Uri.EscapeDataString(_rig.Spool)}";
        using Process writer = Tool.Start("strace",
        [
            "-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=SIGKILL:when={time}",
            WriterProgram.DotNet, WriterProgram.Assembly, target, $"{Rows}", $"{Batch}",
        ]);
        int answered = 0;
        while (writer.StandardOutput.ReadLine() is { } line)
        {
            answered = int.Parse(line, CultureInfo.InvariantCulture);
        }

        writer.WaitForExit();
        return (answered, writer.ExitCode != 0);
    }
}
