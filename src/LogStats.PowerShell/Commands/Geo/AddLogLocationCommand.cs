using System.Management.Automation;
using LogStats.Geo;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Adds country, city, geohash and autonomous system to any object that has an address.</summary>
[Cmdlet(VerbsCommon.Add, "LogLocation")]
[OutputType(typeof(PSObject))]
public sealed class AddLogLocationCommand : LogStatsCommand
{
    private const string UsualProperty = nameof(IClientRecord.ClientAddress);

    private GeoLookup? _locations;
    private ClientOptions _clients = new();
    private long _seen;
    private long _without;

    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = Words.LocatedObject)]
    public PSObject InputObject { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.GeoDatabase)]
    [ValidateNotNullOrEmpty]
    public string[] GeoDatabase { get; set; } = [];

    [Parameter(HelpMessage = Words.LocatedProperty)]
    [ValidateNotNullOrEmpty]
    public string Property { get; set; } = UsualProperty;

    [Parameter(HelpMessage = Words.Anonymize)]
    public SwitchParameter Anonymize { get; set; }

    protected override void BeginProcessing()
    {
        _locations = OrEnd(() => GeoLookup.Open([.. GeoDatabase.Select(path => FilePaths.Full(this, path))]));
        _clients = new ClientOptions { Locations = _locations, Anonymize = Anonymize };
    }

    protected override void ProcessRecord()
    {
        if (InputObject.BaseObject is Array several)
        {
            foreach (object? one in several)
            {
                if (one is not null)
                {
                    Locate(one);
                }
            }
        }
        else
        {
            Locate(InputObject);
        }

        WriteObject(InputObject, enumerateCollection: false);
    }

    protected override void EndProcessing()
    {
        if (_locations!.Remark is { } remark)
        {
            WriteWarning(remark);
        }

        if (_seen > 0 && _without == _seen)
        {
            WriteWarning($"None of {_seen:N0} objects has a property '{Property}'. Name the one that holds the address with -Property.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _locations?.Dispose();
        base.Dispose(disposing);
    }

    private void Locate(object given)
    {
        _seen++;
        object bare = given is PSObject wrapped ? wrapped.BaseObject : given;
        if (bare is IClientRecord record && Property.Equals(UsualProperty, StringComparison.OrdinalIgnoreCase))
        {
            _clients.Apply(record);
            return;
        }

        LocatedObject located = new(PSObject.AsPSObject(given), Property);
        located.Add(_locations!.Find(located.Address));
        _without += located.HasProperty ? 0 : 1;
        if (Anonymize)
        {
            (bare as IClientRecord)?.Anonymize();
            located.Hide();
        }
    }
}
