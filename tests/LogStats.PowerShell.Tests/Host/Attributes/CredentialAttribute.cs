#nullable disable

namespace System.Management.Automation;

/// <summary>Accepts a credential; where PowerShell would ask for a password, this host has nobody to ask.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class CredentialAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => false;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is PSCredential
            ? value
            : throw new ArgumentTransformationMetadataException("A prompt for a credential is not available here.");
    }
}
