using System.Management.Automation;
using LogStats.Kinds;
using LogStats.PgBouncer;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Reads the log of pgbouncer, of any version, and gives one object for each message.</summary>
[Cmdlet(VerbsCommon.Get, "PgBouncerEvent", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PgBouncerEvent))]
public sealed class GetPgBouncerEventCommand : RecordReaderCommand<PgBouncerEvent>, IPgBouncerChoice
{
    [Parameter(HelpMessage = Words.PgBouncerType)]
    public PgBouncerEventType Type { get; set; } = PgBouncerEventType.All;

    [Parameter(HelpMessage = Words.PgBouncerDatabase)]
    [ArgumentCompleter(typeof(PgBouncerDatabaseCompleter))]
    [SupportsWildcards]
    public string[] Database { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerUserName)]
    [ArgumentCompleter(typeof(PgBouncerUserNameCompleter))]
    [SupportsWildcards]
    public string[] UserName { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerClientAddress)]
    [ArgumentCompleter(typeof(PgBouncerAddressCompleter))]
    [SupportsWildcards]
    public string[] ClientAddress { get; set; } = [];

    [Parameter(HelpMessage = Words.PgBouncerSyslogTag)]
    [ValidateNotNullOrEmpty]
    public string? SyslogTag { get; set; }

    private protected override string Noun => "pgbouncer log";

    private protected override IRecordReader NewReader() => new PgBouncerReader(
        ((IPgBouncerChoice)this).Options(NamedFormat("pgbouncer"), Time(nameof(After), After), Time(nameof(Before), Before)), Clock);
}
