#nullable disable

namespace System.Management.Automation;

/// <summary>The information stream and the sharper question came later and live here.</summary>
public interface ICommandRuntime2 : ICommandRuntime
{
    void WriteInformation(InformationRecord informationRecord);

    bool ShouldContinue(string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll);
}
