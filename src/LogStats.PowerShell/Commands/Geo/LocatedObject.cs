using System.Management.Automation;
using LogStats.Geo;

namespace LogStats.PowerShell.Commands;

/// <summary>An object of any type with an address in one of its properties.</summary>
internal readonly struct LocatedObject(PSObject item, string property)
{
    public bool HasProperty { get; } = item.Properties[property] is not null;

    /// <summary>Null where it has no such property, or nothing in it.</summary>
    public string? Address { get; } = item.Properties[property]?.Value?.ToString()?.Trim();

    /// <summary>Sets the four properties, or adds them; what is not known is null.</summary>
    public void Add(GeoLocation? location)
    {
        Set(nameof(GeoLocation.Country), location?.Country);
        Set(nameof(GeoLocation.City), location?.City);
        Set(nameof(GeoLocation.GeoHash), location?.GeoHash);
        Set(nameof(GeoLocation.Asn), location?.Asn);
    }

    /// <summary>The address becomes that of its network; a host name of the usual property is emptied.</summary>
    public void Hide()
    {
        Hide(property, ClientOptions.Truncated(Address));
        Hide(nameof(RsyncEvent.HostName), null);
    }

    private void Hide(string name, string? value)
    {
        if (item.Properties[name] is { IsSettable: true } known)
        {
            known.Value = value;
        }
    }

    private void Set(string name, object? value)
    {
        if (item.Properties[name] is not { } known)
        {
            item.Properties.Add(new PSNoteProperty(name, value));
        }
        else if (known.IsSettable && (value is not null || known.Value is null))
        {
            known.Value = value;
        }
    }
}
