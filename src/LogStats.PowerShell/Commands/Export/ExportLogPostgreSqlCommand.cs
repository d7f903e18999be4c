using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;

namespace LogStats.PowerShell.Commands;

/// <summary>Stores records in a PostgreSQL database; a record that is there already is not stored again.</summary>
[Cmdlet(VerbsData.Export, "LogPostgreSql", SupportsShouldProcess = true)]
[OutputType(typeof(IRow))]
public sealed class ExportLogPostgreSqlCommand : SinkCommand
{
    public ExportLogPostgreSqlCommand() => BatchSize = PostgreSqlSink.UsualBatch;

    [Parameter(Position = 0, HelpMessage = Words.PostgreSqlConnection)]
    [ValidateNotNullOrEmpty]
    public string? ConnectionString { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlComputer)]
    [ValidateNotNullOrEmpty]
    public string? ComputerName { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlPort)]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlDatabase)]
    [ValidateNotNullOrEmpty]
    public string? Database { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlCredential)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlSslMode)]
    public LogSslMode? SslMode { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlRoot)]
    [ValidateNotNullOrEmpty]
    public string? RootCertificate { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlTimeout)]
    [SpanTransform]
    public TimeSpan? ConnectTimeout { get; set; }

    [Parameter(HelpMessage = Words.Table)]
    [ValidateNotNullOrEmpty]
    public string? Table { get; set; }

    [Parameter(HelpMessage = Words.PostgreSqlSchemaName)]
    [ValidateNotNullOrEmpty]
    public string? SchemaName { get; set; }

    [Parameter(HelpMessage = Words.Schema)]
    public RowSchema Schema { get; set; }

    [Parameter(HelpMessage = Words.CreateTable)]
    public SwitchParameter CreateTable { get; set; } = true;

    private protected override string Target() => PostgreSqlFront.Open(this, null).Shown;

    private protected override ISink Open(string target, IRefusedRows refused) => PostgreSqlFront.Open(this, refused);
}
