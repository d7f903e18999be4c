using System.CommandLine;
using LogStats.Report;

namespace LogStats.Agent.Verbs;

/// <summary>The options of a command that can make a report.</summary>
internal sealed class ReportChoice
{
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write one HTML file too, which a browser opens and nothing else is needed for",
        HelpName = "file",
    };

    private readonly Option<string?> _title = new("--title") { Description = "What stands above the report", HelpName = "text" };

    public void AddTo(Command command)
    {
        command.Add(_report);
        command.Add(_title);
    }

    /// <summary>The file, looked at before anything is read; null where no report is wanted.</summary>
    /// <exception cref="Faults.LogStatsException">It cannot be written, or is something else.</exception>
    public ReportFile? Open(ParseResult parsed) => parsed.GetValue(_report) is string path ? ReportFile.Open(path) : null;

    public ReportOptions Options(ParseResult parsed) => new() { Title = parsed.GetValue(_title) };
}
