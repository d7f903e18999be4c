using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>Hangs on a file what the file system provider hangs on it, PSPath first of all.</summary>
internal static class ProviderItem
{
    internal static object? Decorate(object? value)
    {
        if (value is not FileSystemInfo item)
        {
            return value;
        }

        const string Qualifier = @"Microsoft.PowerShell.Core\FileSystem::";
        var wrapped = new PSObject(item);
        wrapped.Properties.Add(new PSNoteProperty("PSPath", Qualifier + item.FullName));
        wrapped.Properties.Add(new PSNoteProperty("PSParentPath", Qualifier + Path.GetDirectoryName(item.FullName)));
        wrapped.Properties.Add(new PSNoteProperty("PSChildName", item.Name));
        wrapped.Properties.Add(new PSNoteProperty("PSProvider", ProviderInfo.FileSystem));
        wrapped.Properties.Add(new PSNoteProperty("PSIsContainer", item is DirectoryInfo));
        return wrapped;
    }
}
