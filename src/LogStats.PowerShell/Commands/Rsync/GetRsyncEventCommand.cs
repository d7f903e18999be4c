using System.Management.Automation;
using System.Net;
using System.Security;
using LogStats.Geo;
using LogStats.Kinds;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Rsync;

namespace LogStats.PowerShell.Commands;

/// <summary>Reads the log of an rsync daemon and gives one object for each transfer, file, session or error.</summary>
[Cmdlet(VerbsCommon.Get, "RsyncEvent", DefaultParameterSetName = PathSet)]
[OutputType(typeof(RsyncEvent))]
public sealed class GetRsyncEventCommand : RecordReaderCommand<RsyncEvent>, IRsyncChoice
{
    [Parameter(HelpMessage = Words.RsyncKind)]
    public RsyncEventKind Kind { get; set; } = RsyncEventKind.Transfer;

    [Parameter(HelpMessage = Words.RsyncSession)]
    public SwitchParameter IncludeSession { get; set; }

    [Parameter(HelpMessage = Words.RsyncModule)]
    [ArgumentCompleter(typeof(RsyncModuleCompleter))]
    [SupportsWildcards]
    public string[] Module { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncOperation)]
    public RsyncOperation Operation { get; set; }

    [Parameter(HelpMessage = Words.RsyncUserName)]
    [ArgumentCompleter(typeof(RsyncUserNameCompleter))]
    [SupportsWildcards]
    public string[] UserName { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncHostName)]
    [ArgumentCompleter(typeof(RsyncHostNameCompleter))]
    [SupportsWildcards]
    public string[] HostName { get; set; } = [];

    [Parameter(HelpMessage = Words.RsyncLogFormat)]
    [ValidateNotNullOrEmpty]
    public string? LogFormat { get; set; }

    [Parameter(HelpMessage = Words.RsyncSyslogTag)]
    [ValidateNotNullOrEmpty]
    public string? SyslogTag { get; set; }

    [Parameter(HelpMessage = Words.HashSalt)]
    public SecureString? HashSalt { get; set; }

    [Parameter(HelpMessage = Words.GeoDatabase)]
    [ValidateNotNullOrEmpty]
    public string[] GeoDatabase { get; set; } = [];

    [Parameter(HelpMessage = Words.Anonymize)]
    public SwitchParameter Anonymize { get; set; }

    private protected override string[] GeoPaths => GeoDatabase;

    private protected override string Noun => "rsync log";

    private protected override IRecordReader NewReader() => new RsyncReader(CreateOptions(), Clock);

    private protected override ClientOptions Clients() => base.Clients() with
    {
        Anonymize = Anonymize,
        Salt = HashSalt is null ? null : HostSalt.Of($"-{nameof(HashSalt)}", new NetworkCredential("", HashSalt).Password),
    };

    private RsyncOptions CreateOptions() => ((IRsyncChoice)this).Options(
        IncludeSession ? Kind | RsyncEventKind.Session : Kind,
        NamedFormat("rsync"), Time(nameof(After), After), Time(nameof(Before), Before), Clients());
}
