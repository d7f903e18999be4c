using LogStats.Faults;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Mail;

/// <summary>A sink for mail with a folder, and all that it tells.</summary>
internal sealed class MailRig : IDisposable
{
    private readonly TempFolder _folder = new();

    public List<string> Warnings { get; } = [];

    public List<LogStatsException> Faults { get; } = [];

    public RefusedRows Refused { get; } = new();

    public string Spool => _folder["spool"];

    public string[] Waiting => [.. Directory.GetFiles(Spool, "*.mail").Order(StringComparer.Ordinal)];

    public string[] Failed => [.. Directory.GetFiles(Path.Join(Spool, "failed")).Order(StringComparer.Ordinal)];

    public MailSinkOptions Options(int port) => new()
    {
        Host = "localhost",
        Port = port,
        From = "Logs <logs@example.org>",
        To = ["ops@example.org"],
        SpoolPath = Spool,
        // Like no other wait, so that a test's clock wakes whom it means.
        ConnectTimeout = TimeSpan.FromSeconds(7),
        AnswerTimeout = TimeSpan.FromSeconds(20),
        Refused = Refused,
        Warn = text =>
        {
            lock (Warnings)
            {
                Warnings.Add(text);
            }
        },
        Report = fault =>
        {
            lock (Faults)
            {
                Faults.Add(fault);
            }
        },
    };

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    public void Dispose() => _folder.Dispose();
}
