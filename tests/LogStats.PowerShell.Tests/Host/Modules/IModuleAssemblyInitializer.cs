#nullable disable

namespace System.Management.Automation;

/// <summary>Told when the module's assembly is imported.</summary>
public interface IModuleAssemblyInitializer
{
    void OnImport();
}
