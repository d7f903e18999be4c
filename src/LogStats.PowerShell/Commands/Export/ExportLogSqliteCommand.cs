using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.Sqlite;

namespace LogStats.PowerShell.Commands;

/// <summary>Stores records in an SQLite database; a record that is there already is not stored again.</summary>
[Cmdlet(VerbsData.Export, "LogSqlite", SupportsShouldProcess = true)]
[OutputType(typeof(IRow))]
public sealed class ExportLogSqliteCommand : SinkCommand
{
    // Short, so that a stop is heard while another program holds the database; the retries make up for it.
    private static readonly TimeSpan s_busyTimeout = TimeSpan.FromMilliseconds(250);

    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.SqlitePath)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter(HelpMessage = Words.Table)]
    [ValidateNotNullOrEmpty]
    public string? Table { get; set; }

    [Parameter(HelpMessage = Words.Schema)]
    public RowSchema Schema { get; set; }

    [Parameter(HelpMessage = Words.CreateTable)]
    public SwitchParameter CreateTable { get; set; } = true;

    private protected override string Target() => FilePaths.Full(this, Path);

    private protected override ISink Open(string target, IRefusedRows refused) => SqliteSink.Open(new SqliteSinkOptions
    {
        Path = target,
        Table = Table,
        Schema = Schema,
        BusyTimeout = s_busyTimeout,
        CreateTable = CreateTable,
        Refused = refused,
    });
}
