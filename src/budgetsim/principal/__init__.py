"""The principal: finance bureau and audit office. This package sees messages and parameters, nothing private."""
