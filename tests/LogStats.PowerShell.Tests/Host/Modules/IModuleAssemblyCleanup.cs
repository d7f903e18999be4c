#nullable disable

namespace System.Management.Automation;

/// <summary>Told when the module is removed.</summary>
public interface IModuleAssemblyCleanup
{
    void OnRemove(PSModuleInfo psModuleInfo);
}
