using System.Management.Automation;
using LogStats.Elf;
using LogStats.Geo;
using LogStats.Kinds;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Reads access logs of web servers and proxies and gives one object for each request.</summary>
[Cmdlet(VerbsCommon.Get, "ElfRecord", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ElfRecord))]
public sealed class GetElfRecordCommand : RecordReaderCommand<ElfRecord>, IElfChoice
{
    [Parameter(HelpMessage = Words.ElfLogFormat)]
    [ValidateNotNullOrEmpty]
    public string? LogFormat { get; set; }

    [Parameter(HelpMessage = Words.ElfStatus)]
    [ArgumentCompleter(typeof(ElfStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfMethod)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] Method { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfClientAddress)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] ClientAddress { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfUserName)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] UserName { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfVirtualHost)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] VirtualHost { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfRequestPath)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] RequestPath { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfGroupName)]
    [ArgumentCompleter(typeof(ElfGroupCompleter))]
    [SupportsWildcards]
    public string[] Group { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfRule)]
    [ValidateNotNullOrEmpty]
    public string[] Rule { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfAggregate)]
    [ElfAggregateTransform]
    public ElfAggregate[] Aggregate { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfSeeQuery)]
    public SwitchParameter SeeQuery { get; set; }

    [Parameter(HelpMessage = Words.ElfLatencyUnit)]
    [ValidateSet("ns", "us", "ms", "s", "s-or-us")]
    public string? LatencyUnit { get; set; }

    bool IElfChoice.SeesQuery => SeeQuery;

    [Parameter(HelpMessage = Words.GeoDatabase)]
    [ValidateNotNullOrEmpty]
    public string[] GeoDatabase { get; set; } = [];

    [Parameter(HelpMessage = Words.Anonymize)]
    public SwitchParameter Anonymize { get; set; }

    private protected override string[] GeoPaths => GeoDatabase;

    private protected override ClientOptions Clients() => base.Clients() with { Anonymize = Anonymize };

    private protected override string Noun => "access log";

    private protected override IRecordReader NewReader() => new ElfReader(
        ((IElfChoice)this).Options(NamedFormat("elf"), Time(nameof(After), After), Time(nameof(Before), Before), Clients()), Clock);

    private protected override void Say(string remark) => WriteWarning(remark);
}
